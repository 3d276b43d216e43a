import type { PublicHoliday } from '@naru/api'

const FIXED: [string, string][] = [
  ['01-01', '1월 1일'],
  ['03-01', '삼일절'],
  ['05-05', '어린이날'],
  ['06-06', '현충일'],
  ['08-15', '광복절'],
  ['10-03', '개천절'],
  ['10-09', '한글날'],
  ['12-25', '기독탄신일'],
]
const MOVING: Record<number, [string, string][]> = {
  2026: [
    ['02-16', '설날 전날'],
    ['02-17', '설날'],
    ['02-18', '설날 다음 날'],
    ['05-24', '부처님 오신 날'],
    ['09-24', '추석 전날'],
    ['09-25', '추석'],
    ['09-26', '추석 다음 날'],
  ],
  2027: [
    ['02-06', '설날 전날'],
    ['02-07', '설날'],
    ['02-08', '설날 다음 날'],
    ['02-09', '대체공휴일(설날)'],
    ['05-13', '부처님 오신 날'],
    ['08-16', '대체공휴일(광복절)'],
    ['09-14', '추석 전날'],
    ['09-15', '추석'],
    ['09-16', '추석 다음 날'],
    ['10-04', '대체공휴일(개천절)'],
    ['10-11', '대체공휴일(한글날)'],
    ['12-27', '대체공휴일(기독탄신일)'],
  ],
}

/** Enough of a calendar for the screens; the server's is complete. */
export function koreanHolidays(year: number): PublicHoliday[] {
  return [...FIXED, ...(MOVING[year] ?? [])]
    .map(([day, name]) => ({ date: `${year}-${day}`, name }))
    .toSorted((a, b) => a.date.localeCompare(b.date))
}
