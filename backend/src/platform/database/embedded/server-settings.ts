/**
 * The settings of the embedded server. It shares a small machine with the program itself, so memory is spent with care,
 * and it serves nobody else, so what serves replicas and remote clients is off. Commits stay durable.
 */
export function serverSettings(socketDir: string, majorVersion: number): Record<string, string> {
  return {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: '60',
    // Tables that are divided by day have many parts, each of which is locked by a statement that may look into it.
    max_locks_per_transaction: '256',
    shared_buffers: '64MB',
    huge_pages: 'off',
    work_mem: '4MB',
    maintenance_work_mem: '32MB',
    effective_cache_size: '256MB',
    random_page_cost: '1.1',
    jit: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    wal_buffers: '4MB',
    min_wal_size: '80MB',
    max_wal_size: '1GB',
    checkpoint_timeout: '15min',
    max_worker_processes: '4',
    max_parallel_workers: '2',
    max_parallel_workers_per_gather: '1',
    max_logical_replication_workers: '0',
    autovacuum_max_workers: '2',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // The program reports the errors of its own statements; and no statement, with people's data in it, goes to a log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_line_prefix: '',
    log_checkpoints: 'off',
    // Reading with the back-end itself spares three processes that are idle at our size.
    ...(majorVersion >= 18 ? { io_method: 'sync', autovacuum_worker_slots: '2' } : {}),
  };
}
