import Digests
package import Foundation
import GRDB

/// Who may judge. Secrets are never stored, only their SHA-256.
extension ArtifactStore {
  /// Whether anybody was ever added; before, whoever reaches the pages may do everything.
  package func hasPeople() throws -> Bool {
    try database.read { try $0.exists("person") }
  }

  /// Returns everybody, by name.
  package func people() throws -> [Person] {
    try database.read { database in
      try database.rows(of: .person, "SELECT * FROM person ORDER BY name", [], Person.init)
    }
  }

  /// Returns the person with an id.
  package func person(_ id: String) throws -> Person? {
    try database.read { try $0.person("id = ?", [id]) }
  }

  /// Adds a person, invited by the hash of a secret until a time.
  package func addPerson(
    named name: String, role: PersonRole, invitation: String, until: Date
  ) throws -> Person {
    try database.write { database in
      if try database.exists("person WHERE name = ?", [name]) {
        throw StoreError.personExists(name)
      }
      let id = RandomText.hexadecimal(words: 1)
      try database.insert(
        into: .person,
        [
          "id": id, "name": name, "role": role.rawValue, "generation": 1, "isActive": true,
          "invitation": invitation, "invitedUntil": Timestamp.text(until), "createdAt": timestamp,
        ])
      try record(.added, of: id, database)
      return try requirePerson(named: name, database)
    }
  }

  /// Invites a person anew; an earlier invitation is no longer valid, sessions go on.
  package func invite(_ name: String, by invitation: String, until: Date) throws -> Person {
    try database.write { database in
      let person = try requirePerson(named: name, database)
      try database.execute(
        sql: "UPDATE person SET invitation = ?, invitedUntil = ?, isActive = 1 WHERE id = ?",
        arguments: [invitation, Timestamp.text(until), person.id])
      try record(.invited, of: person.id, database)
      return person
    }
  }

  /// Shuts a person out: invitation and sessions end at once, answers stay.
  package func revokePerson(_ name: String) throws -> Person {
    try database.write { database in
      let person = try requirePerson(named: name, database)
      try database.execute(
        sql: """
          UPDATE person SET isActive = 0, generation = generation + 1, invitation = NULL,
            invitedUntil = NULL
          WHERE id = ?
          """, arguments: [person.id])
      try record(.revoked, of: person.id, database)
      return person
    }
  }

  /// Returns whom the hash of a secret invites now.
  package func personInvited(by invitation: String) throws -> Person? {
    let person = try database.read { try $0.person("invitation = ?", [invitation]) }
    guard let person, person.isActive, let until = person.invitedUntil, until > now() else {
      return nil
    }
    return person
  }

  /// Notes that a person came in.
  package func noteEntry(of person: Person) throws {
    try database.write { try record(.entered, of: person.id, $0) }
  }

  /// Returns the record of who came in, oldest first.
  package func auditEntries() throws -> [AuditEntry] {
    try database.read { database in
      try database.rows(of: .audit, "SELECT * FROM audit ORDER BY number") { row in
        AuditEntry(
          person: try row.text("person"), action: try row.choice("action"),
          createdAt: try row.date("createdAt"))
      }
    }
  }

  private func requirePerson(named name: String, _ database: Database) throws -> Person {
    guard let person = try database.person("name = ?", [name]) else {
      throw StoreError.noSuchPerson(name)
    }
    return person
  }

  private func record(
    _ action: AuditEntry.Action, of person: String, _ database: Database
  ) throws {
    try database.insert(
      into: .audit, ["person": person, "action": action.rawValue, "createdAt": timestamp])
  }
}

extension Database {
  fileprivate func person(_ condition: String, _ arguments: StatementArguments) throws -> Person? {
    try row(of: .person, "SELECT * FROM person WHERE \(condition)", arguments, Person.init)
  }
}

extension Person {
  fileprivate init(_ row: StoredRow) throws {
    self.init(
      id: try row.text("id"), name: try row.text("name"), role: try row.choice("role"),
      generation: try row.integer("generation"), isActive: try row.flag("isActive"),
      invitedUntil: try row.isNull("invitedUntil") ? nil : row.date("invitedUntil"),
      createdAt: try row.date("createdAt"))
  }
}
