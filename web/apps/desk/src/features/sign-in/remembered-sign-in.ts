const KEY = 'naru.sign-in'

type Remembered = { company: string; login_id: string }

/** What was typed last time on this computer, when 아이디 저장 was on. Never the password. */
export function rememberedSignIn(): Remembered {
  const [company = '', login_id = ''] = (localStorage.getItem(KEY) ?? '').split('\n')
  return { company, login_id }
}

export function rememberSignIn(remembered: Remembered | undefined) {
  if (remembered) localStorage.setItem(KEY, `${remembered.company}\n${remembered.login_id}`)
  else localStorage.removeItem(KEY)
}
