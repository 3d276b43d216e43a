import type { Trunk, TrunkBody } from '@naru/api'

/** The form's fields: both ways of access side by side, so that switching back loses nothing. */
export type TrunkFields = {
  name: string
  transport: 'udp' | 'tcp'
  host: string
  port: number
  accessKind: 'address' | 'registration'
  allowed: string[]
  username: string
  realm: string
  password: string
  channels: number
  probed: boolean
  enabled: boolean
}

export function fieldsOf(trunk: Trunk | undefined): TrunkFields {
  const address = trunk?.access.kind === 'address' ? trunk.access : undefined
  const registration = trunk?.access.kind === 'registration' ? trunk.access : undefined
  return {
    name: trunk?.name ?? '',
    transport: trunk?.transport ?? 'udp',
    host: trunk?.host ?? '',
    port: trunk?.port ?? 5_060,
    accessKind: trunk?.access.kind ?? 'address',
    allowed: address?.allowed ?? [],
    username: registration?.username ?? '',
    realm: registration?.realm ?? '',
    password: '',
    channels: trunk?.channels ?? 10,
    probed: trunk?.probed ?? true,
    enabled: trunk?.enabled ?? true,
  }
}

/** What is sent: only the chosen way of access, and the password only when a new one was typed. */
export function draftOf(fields: TrunkFields): TrunkBody {
  const { name, transport, host, port, channels, probed, enabled } = fields
  const access: TrunkBody['access'] =
    fields.accessKind === 'address'
      ? { kind: 'address', allowed: fields.allowed }
      : {
          kind: 'registration',
          username: fields.username.trim(),
          realm: fields.realm.trim() || null,
          ...(fields.password ? { password: fields.password } : {}),
        }
  return { name: name.trim(), transport, host: host.trim(), port, access, channels, probed, enabled }
}
