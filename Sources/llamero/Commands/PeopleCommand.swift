import ArgumentParser
import Artifacts
import Foundation
import Preferences

/// `llamero people`: who may judge.
struct PeopleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people", abstract: "Invite people to judge, list them, or shut them out.",
    discussion: """
      Once anybody is added, the pages of 'llamero serve' open only to those who came in by their \
      link. Names stay in the store: answers and exports carry an opaque id.
      """,
    subcommands: [Add.self, Invite.self, Revoke.self, List.self])

  /// Where the link leads, and how long it is valid.
  struct Link: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "The address at which people reach 'llamero serve'.", valueName: "address"))
    var url = "http://127.0.0.1:8080"

    @Option(help: ArgumentHelp("After how many days the link is no longer valid.", valueName: "n"))
    var days = 7

    func validate() throws {
      guard (1...365).contains(days) else { throw ValidationError("--days: give 1 to 365.") }
      guard let parsed = URL(string: url), ["http", "https"].contains(parsed.scheme),
        parsed.host != nil
      else { throw ValidationError("--url \(url): give an address such as https://judge.org.") }
    }

    var end: Date { Date().addingTimeInterval(Double(days) * 86_400) }

    func say(_ invitation: Invitation, to person: Person) throws {
      let base = url.hasSuffix("/") ? String(url.dropLast()) : url
      try Console.say("\(base)/join/\(invitation.secret)")
      Console.note(
        "Send this link to \(person.name) alone. It is valid for \(days) days; 'llamero people "
          + "revoke' ends it.")
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a person, and print the link by which they come in.")

    @Argument(help: "The person's name.")
    var name: String

    @Option(help: "What they may do: annotator (judge), lead (see runs and everybody's work).")
    var role = PersonRole.annotator

    @OptionGroup var link: Link
    @OptionGroup var store: StoreOptions

    func validate() throws {
      let isShown = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      guard !name.isEmpty, name.utf8.count <= 200, isShown else {
        throw ValidationError("The name: give 1 to 200 bytes without control characters.")
      }
    }

    func run() throws {
      let invitation = Invitation()
      let person = try store.open().addPerson(
        named: name, role: role, invitation: invitation.digest, until: link.end)
      try link.say(invitation, to: person)
    }
  }

  struct Invite: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a new link for a person; the earlier one is no longer valid.")

    @Argument(help: "The person's name.")
    var name: String

    @OptionGroup var link: Link
    @OptionGroup var store: StoreOptions

    func run() throws {
      let invitation = Invitation()
      let person = try store.open().invite(name, by: invitation.digest, until: link.end)
      try link.say(invitation, to: person)
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shut a person out at once; what they judged is kept.")

    @Argument(help: "The person's name.")
    var name: String

    @OptionGroup var store: StoreOptions

    func run() throws {
      let person = try store.open().revokePerson(name)
      try Console.say("\(person.name) can no longer come in.")
    }
  }
}

extension PersonRole: ExpressibleByArgument {}
