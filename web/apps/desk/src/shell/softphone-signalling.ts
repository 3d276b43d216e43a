import type { api } from '@naru/api'
import type { Memory, Signalling } from '@naru/phone'

/** How the phone reaches the server. */
export function softphoneSignalling(client: typeof api): Signalling {
  return {
    async open(offer) {
      const { data } = await client.POST('/softphone', { body: { offer } })
      if (!data) throw new Error('the server answered without a leg')
      return data
    },
    async close() {
      await client.DELETE('/softphone')
    },
  }
}

/** Device choices belong to the computer, not to the agent: the headset stays at the seat. */
export function rememberedDevices(storage: Storage): Memory {
  return {
    read: use => storage.getItem(`naru.device.${use}`) ?? '',
    write: (use, deviceId) => storage.setItem(`naru.device.${use}`, deviceId),
  }
}
