import Foundation
import GRDB

/// Whether a process may compute a key.
package enum StageClaim: Hashable, Sendable {
  /// It may; no other process does until the stage ends.
  case mine
  /// Another process computes it, in the named run.
  case other(RunID?)
}

extension ArtifactStore {
  /// Claims a key for the process of a session, unless another process computes it.
  ///
  /// A process that waits asks again and again with the same watch, so that one on another machine
  /// that stopped without a word is found out.
  package func claim(
    _ key: StageKey, in session: RunSession, watching watch: inout LeaseWatch
  ) throws -> StageClaim {
    let (claim, record) = try write(session) { database -> (StageClaim, LeaseRecord?) in
      let token = try database.row(
        of: .claim, "SELECT * FROM claim WHERE key = ?", [key.hexadecimal]
      ) { try $0.integer("token") }
      if let token, token != session.token,
        let record = try LeaseBook.fetch(database).held[token]
      {
        guard watch.verdict(on: record, standing(of: record), at: surroundings.now()) == .end else {
          return (.other(try run(under: token, database)), record)
        }
        try LeaseBook.end(token, database)
        try closeKilledRuns(database, token: session.token)
      }
      try database.insert(
        into: .claim, ifThere: .replace, ["key": key.hexadecimal, "token": session.token])
      return (.mine, nil)
    }
    if let record { watch.note(record, standing(of: record), at: surroundings.now()) }
    return claim
  }

  /// Gives up what the process of a session claimed, inside the transaction that ends its stage.
  func releaseClaims(_ session: RunSession, _ database: Database) throws {
    try database.execute(sql: "DELETE FROM claim WHERE token = ?", arguments: [session.token])
  }

  /// Throws if another run that goes on uses the result of a key; ends the leases of those that do
  /// not go on.
  func requireUnused(
    _ key: StageKey, in session: RunSession, _ watch: LeaseWatch, _ database: Database
  ) throws {
    let query = """
      SELECT id, fence FROM run WHERE id <> ? AND state = 'running'
        AND fence IN (SELECT token FROM lease)
        AND id IN (SELECT run FROM stage WHERE key = ?)
      """
    let runs = try database.rows(of: .run, query, [session.run.text, key.hexadecimal]) {
      (id: try $0.name("id", RunID.self), token: try $0.integer("fence"))
    }
    for run in runs {
      guard let record = try LeaseBook.fetch(database).held[run.token] else { continue }
      try settle(record, watch, database, else: .usedByRun(run.id.text))
    }
    if !runs.isEmpty { try closeKilledRuns(database, token: session.token) }
  }

  private func run(under token: Int, _ database: Database) throws -> RunID? {
    try database.row(
      of: .run, "SELECT id FROM run WHERE fence = ? AND state = 'running' LIMIT 1", [token]
    ) { try $0.name("id", RunID.self) }
  }
}
