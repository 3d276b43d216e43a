import { ApiError, errorFromResponse, UNREACHABLE } from '@naru/api'
import { typeOfFile } from './sound-file'

/** Sends a file and tells how much of it is there, 0 to 1: `fetch` cannot. Rejects with an `ApiError`. */
export function uploadSound(
  file: File,
  name: string,
  signal: AbortSignal,
  onProgress: (sent: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/sounds?name=${encodeURIComponent(name)}`)
    request.setRequestHeader('Content-Type', typeOfFile(file))
    request.setRequestHeader('Accept-Language', document.documentElement.lang)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => {
      if (request.status < 300) return resolve()
      const refusal = new Response(request.responseText, { status: request.status })
      errorFromResponse(refusal).then(reject, reject)
    }
    request.onerror = () => reject(new ApiError({ status: 0, code: UNREACHABLE, message: '' }))
    request.onabort = () => resolve()
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
