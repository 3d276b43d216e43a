import type { Sound, Voice } from '@naru/api'
import { notFound, Problem } from './problem'
import { type Call, member, NO_CONTENT, type Route, text } from './router'
import { toneWav } from './sound'

const KOREAN: Voice = { language: 'ko', gender: 'female', speed: 100 }

/** The sounds a company has gathered. */
export function makeSounds(ago: (seconds: number) => string): Sound[] {
  return [
    {
      id: 'snd1',
      name: '대기 음악 · 봄',
      kind: 'uploaded',
      duration_ms: 92_400,
      bytes: 1_480_000,
      created_at: ago(900_000),
      created_by: '정다은',
      used_in: [],
    },
    {
      id: 'snd2',
      name: '첫 인사',
      kind: 'made',
      text: '안녕하세요, 마루리빙입니다.',
      voice: KOREAN,
      duration_ms: 2_600,
      bytes: 41_600,
      created_at: ago(500_000),
      created_by: '정다은',
      used_in: [{ scenario_id: 's1', scenario: '대표 고객센터', place: '초기 멘트' }],
    },
    {
      id: 'snd3',
      name: 'English greeting',
      kind: 'made',
      text: 'Thank you for calling Maru Living.',
      voice: { language: 'en', gender: 'male', speed: 90 },
      duration_ms: 3_100,
      bytes: 49_600,
      created_at: ago(200_000),
      created_by: '정민재',
      used_in: [],
    },
  ]
}

const soundOf = ({ world, params }: Call) => {
  const sound = world.sounds.find(it => it.id === params.id)
  if (!sound) throw notFound()
  return sound
}

function keep({ world }: Call, more: Pick<Sound, 'name' | 'kind' | 'text' | 'voice' | 'duration_ms'>): Sound {
  const sound: Sound = {
    id: world.id('snd'),
    bytes: more.duration_ms * 16,
    created_at: world.ago(0),
    created_by: '정다은',
    used_in: [],
    ...more,
  }
  world.sounds.unshift(sound)
  return sound
}

const wav = () => new Response(toneWav(2_400), { headers: { 'Content-Type': 'audio/wav' } })

export const soundsRoutes: Route[] = [
  ['POST', '/speech/preview', wav],
  ['GET', '/sounds', ({ world }) => ({ items: world.sounds })],
  ['GET', '/sounds/:id/audio', wav],
  [
    'POST',
    '/sounds/speech',
    call => {
      const said = text(call.body, 'text')
      return keep(call, {
        name: text(call.body, 'name'),
        kind: 'made',
        text: said,
        voice: KOREAN,
        duration_ms: said.length * 135,
      })
    },
  ],
  [
    'POST',
    '/sounds',
    call => {
      const name = call.query.get('name') ?? ''
      if (!name) throw new Problem(422, 'invalid', '이름을 입력해 주세요.')
      return keep(call, { name, kind: 'uploaded', duration_ms: 12_000 })
    },
  ],
  ['PUT', '/sounds/:id', call => Object.assign(soundOf(call), { name: String(member(call.body, 'name')) })],
  [
    'DELETE',
    '/sounds/:id',
    call => {
      const sound = soundOf(call)
      const use = sound.used_in[0]
      if (use) {
        throw new Problem(
          409,
          'sound.in_use',
          `${use.scenario}의 ${use.place}에서 쓰고 있어 삭제할 수 없습니다.`,
        )
      }
      call.world.sounds.splice(call.world.sounds.indexOf(sound), 1)
      return NO_CONTENT
    },
  ],
]
