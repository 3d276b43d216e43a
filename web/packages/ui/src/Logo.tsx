import { useT } from '@naru/i18n'

/** The ferry: a hull that is the ㄴ of 나루, the sun it waits for, and the water. */
export function Logo({ size = 32 }: { size?: number }) {
  const t = useT()
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" role="img" aria-label={t('product.name')}>
      <rect width="32" height="32" rx="8" fill="#0070B5" />
      <path
        d="M10.6 7.6v8.2a3.4 3.4 0 0 0 3.4 3.4h8.2"
        fill="none"
        stroke="#FFFFFF"
        strokeWidth="3.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="21.4" cy="10.8" r="2.7" fill="#F4BC5E" />
      <path
        d="M6.6 24.4c1.6-1.3 3.1-1.3 4.7 0s3.1 1.3 4.7 0 3.1-1.3 4.7 0 3.1 1.3 4.7 0"
        fill="none"
        stroke="#8CC7F8"
        strokeWidth="1.9"
        strokeLinecap="round"
      />
    </svg>
  )
}
