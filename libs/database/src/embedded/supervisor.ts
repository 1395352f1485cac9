import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries';
import type { Layout } from './layout';
import type { Run } from './run';
import { commandFor, pathSeenBy, type Runner } from './runner';

/**
 * The supervisor: a small shell, in a session of its own so that Ctrl-C at the terminal does not reach it.
 * It reaps the server, starts it again when something kills it (out of memory), and stops it when the
 * lease ends: first the patient way, so that sessions that are just closing can close, then the fast one.
 * $1 is the run folder, $2 the socket folder, the rest the server's command line.
 */
const script = `
run=$1 socket=$2
shift 2
trap '' HUP INT QUIT TERM

serve() {
  trap 'stop=1; kill -TERM "$p" 2>/dev/null' USR1
  trap 'stop=1; kill -INT "$p" 2>/dev/null' USR2
  tries=0
  while [ -z "$stop" ]; do
    born=$(date +%s)
    "$@" & p=$!
    while wait "$p"; code=$?; kill -0 "$p" 2>/dev/null; do :; done
    [ "$code" -eq 0 ] && break
    [ "$code" -le 128 ] && [ "$tries" -eq 0 ] && break
    [ $(($(date +%s) - born)) -gt 60 ] && tries=0
    tries=$((tries + 1))
    [ "$tries" -gt 50 ] && break
    sleep 0.2
  done
  rm -f "$run/lease"
  echo "$code" > "$run/ended"
}

serve "$@" < /dev/null &
server=$!
while read -r token; do : > "$run/ack-$token"; done
rm -f "$run/lease"
kill -USR1 "$server" 2>/dev/null
left=40
while [ ! -e "$run/ended" ] && [ "$left" -gt 0 ]; do sleep 0.025; left=$((left - 1)); done
kill -USR2 "$server" 2>/dev/null
wait "$server"
rm -rf "$socket" "$run"
`;

const longestLog = 10e6;

/**
 * Starts the supervisor and through it the server, and returns where in the log their words begin.
 * `reader` is the supervisor's end of the lease and is closed here.
 */
export function startSupervisor(
  layout: Layout,
  run: Run,
  how: { runner: Runner; binaries: Binaries; reader: number },
): number {
  // Everything the server's user needs is named from the cluster, where the shell is put: see `pathSeenBy`.
  const cwd = layout.cluster;
  const runDir = `../${run.id}`;
  const socketDir = run.socketDir === run.dir ? runDir : run.socketDir;
  const postgres = path.join(how.binaries.native, 'bin', 'postgres');
  const server = [postgres, '-D', pathSeenBy(how.runner, cwd), ...settings(socketDir)];
  const shell = ['/bin/sh', '-c', script, 'mediation-watch', runDir, socketDir];
  const { argv, options } = commandFor(how.runner, { argv: [...shell, ...server], cwd });
  const [file = '', ...args] = argv;
  const log = openLog(layout);
  const { size } = fs.fstatSync(log);
  const child = spawn(file, args, { ...options, detached: true, stdio: [how.reader, log, log] });
  child.on('error', (error) => fs.writeFileSync(run.ended, String(error)));
  child.unref();
  for (const fd of [log, how.reader]) fs.closeSync(fd);
  return size;
}

/** Settings given with every start, so that an edited or older postgresql.conf cannot lose them. */
function settings(socketDir: string): string[] {
  const pairs = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A refused statement is the caller's to report; here it would only let the file grow.
    log_min_messages: 'log',
    log_checkpoints: 'off',
    // After a kill it would open and flush a thousand files one by one, for seconds; one call flushes them all.
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
    logging_collector: 'off',
  };
  return Object.entries(pairs).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Opens the server's log; one that has grown long makes room and is kept once. */
function openLog({ log }: Layout): number {
  const found = fs.statSync(log, { throwIfNoEntry: false });
  if (found && found.size > longestLog) fs.renameSync(log, `${log}.1`);
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW } = fs.constants;
  return fs.openSync(log, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
}
