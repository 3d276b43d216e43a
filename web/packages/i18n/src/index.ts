export {
  formatAge,
  formatClock,
  formatDate,
  formatDateTime,
  formatDay,
  formatDelta,
  formatDuration,
  formatNumber,
  formatRatio,
  formatShortDate,
  formatTime,
} from './format'
export {
  changeLanguage,
  LANGUAGES,
  lookUp,
  rememberedLanguage,
  startI18n,
  t,
  useLanguage,
  useT,
} from './language'
