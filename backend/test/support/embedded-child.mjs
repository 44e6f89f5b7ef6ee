// Owns an embedded database in a process of its own, which a test may kill.
// Usage: node embedded-child.mjs <compiled launcher> <data directory>; prints one line of JSON, and ends on SIGTERM.
const [launcher, dataDir] = process.argv.slice(2);
const { startEmbeddedPostgres } = await import(launcher);
try {
  const { stop, ...address } = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  console.log(JSON.stringify({ address, pid: process.pid }));
  process.once('SIGTERM', () => void stop());
} catch (error) {
  console.log(JSON.stringify({ error: error.message }));
}
