import ArgumentParser
import Artifacts
import Foundation

extension PeopleCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List everybody, or what happened to whom (--audit).")

    @Flag(help: "Show who was added, invited, let in and shut out, and when.")
    var audit = false

    @OptionGroup var store: StoreOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
      let store = try store.open()
      let people = try store.people()
      if audit { return try say(try store.auditEntries(), of: people) }
      if json { return try Console.sayJSON(try StableJSON.text(people, pretty: true)) }
      if people.isEmpty {
        return Console.note("Nobody yet; 'llamero people add NAME' invites the first.")
      }
      for person in people {
        let state = person.isActive ? person.role.rawValue : "shut out"
        try Console.say("\(person.id)  \(state)  \(person.name)")
      }
    }

    private func say(_ entries: [AuditEntry], of people: [Person]) throws {
      if json { return try Console.sayJSON(try StableJSON.text(entries, pretty: true)) }
      let names = people.reduce(into: [:]) { $0[$1.id] = $1.name }
      for entry in entries {
        let name = names[entry.person] ?? entry.person
        try Console.say("\(entry.createdAt.ISO8601Format())  \(entry.action.rawValue)  \(name)")
      }
    }
  }
}
