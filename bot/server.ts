import restify from 'restify'

/** Body sizes taken: a form's answers are far below it, and the intake says so before this does. */
const largestBody = 1024 * 1024

export interface WebServer {
  readonly server: restify.Server
  /** Address everything is reached at, without a slash at the end. */
  readonly origin: string
  close(): Promise<void>
}

/** The one web server, on loopback only (DESIGN §8). Each part mounts its own routes on it. */
export const openServer = async (port: number): Promise<WebServer> => {
  const server = restify.createServer({ name: 'Sightline', handleUncaughtExceptions: false })
  server.use(restify.plugins.queryParser({ mapParams: false }))
  server.use(restify.plugins.bodyParser({ mapParams: false, maxBodySize: largestBody }))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    server,
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.server.closeAllConnections()
      }),
  }
}
