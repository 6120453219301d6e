import Foundation
import Glibc
import Randomness

/// Corrupts the database of a store at random, and runs every command that reads it.
///
/// A command may answer or refuse, in one sentence; it never ends otherwise, and a copy that was
/// refused leaves nothing behind.
struct DamageSweep: Sendable {
  let programs: Programs
  let tally: Tally
  let seed: UInt64
  /// A store with finished runs.
  let store: URL
  private let database: [UInt8]

  /// Takes a store as it is before any damage.
  init(_ programs: Programs, tally: Tally, seed: UInt64, disk: URL) throws {
    (self.programs, self.tally, self.seed, store) = (programs, tally, seed, disk)
    database = [UInt8](try Data(contentsOf: disk.appending(path: "home/store.sqlite")))
  }

  /// The commands that only look, and those that only copy.
  private static let commands = [
    ["runs"], ["show", "last"], ["diff", "last", "last"], ["logs", "last"], ["explain", "last"],
    ["report", "last", "--json"], ["lineage", "last/world.corpus"], ["pin"], ["gc", "--dry-run"],
    ["fsck"], ["backup", "COPY"], ["restore", "HOME"],
  ]

  /// The statuses of success, usage, bad data, missing input, and disk.
  private static let documented: Set<Int32> = [0, 64, 65, 66, 74]

  /// Damages a copy of the store, and examines what each command says.
  func examine(_ number: Int, worker: Int) throws {
    let workplace = try Workplace(
      programs, folder: programs.scratch.appending(path: "damage-\(worker)"))
    try workplace.place(store)
    var random = Random(seed, stream: "damage", UInt64(number))
    let damage = Damage(database, &random)
    let file = workplace.home.appending(path: "store.sqlite")
    var faults: [String] = []
    for command in Self.commands {
      try Data(damage.bytes).write(to: file)
      faults += try self.faults(of: command, in: workplace)
    }
    tally.count("seed \(seed), case \(number) (\(damage.words))", faults)
  }

  private func faults(of command: [String], in workplace: Workplace) throws -> [String] {
    let copy = workplace.folder.appending(path: "copy")
    try? FileManager.default.removeItem(at: copy)
    let isRestored = command[0] == "restore"
    let arguments =
      command.map { word in
        switch word {
        case "COPY": copy.path
        case "HOME": workplace.home.path
        default: word
        }
      } + ["--home", isRestored ? copy.path : workplace.home.path]
    var child = workplace.plain(arguments, name: "damaged")
    child.limit = 20
    let end = try child.run()
    let name = command[0]
    switch end {
    case .exited(let status) where Self.documented.contains(status):
      tally.note("\(status == 0 ? "answers" : "refusals")")
      let errors = String(decoding: try Data(contentsOf: child.errors), as: UTF8.self)
      let sentences = errors.split(separator: "\n").filter { $0.hasPrefix("llamero: ") }
      if status != 0, sentences.count != 1 { return ["\(name) said: \(errors.prefix(200))"] }
      return []
    default: return ["\(name) ended with \(end)"]
    }
  }
}
