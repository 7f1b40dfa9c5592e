import { Server } from 'node:net'

// Loaded into the Playground's process before it starts: by itself it listens on every address of the machine.
const { listen } = Server.prototype

Object.assign(Server.prototype, {
  listen(this: Server, first: unknown, ...rest: unknown[]): Server {
    const where = typeof first === 'object' && first !== null ? first : { port: Number(first ?? 0) }
    const listening = rest.find((one): one is () => void => typeof one === 'function')
    return listen.call(this, { ...where, host: '127.0.0.1' }, listening)
  },
})
