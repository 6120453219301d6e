/// The states of the database that transactions led to, and which of them had been reported.
///
/// A transaction is committed when its journal is removed. The program knows it at the latest
/// when it does anything else than wait for the folder that held the journal.
struct CommitHistory: Sendable {
  static let database = "home/store.sqlite"
  static let journal = "home/store.sqlite-journal"

  /// The database after each commit, as hashes; the first is what was there before.
  private var states: [Int]
  /// The number of commits that had been reported.
  private var reported = 0
  private var home: Set<Int> = []

  /// Begins with the database on a disk.
  init(_ disk: DiskImage) {
    states = [Self.state(of: disk)]
  }

  /// Follows an event that is about to happen to a disk.
  mutating func take(_ event: TraceEvent, on disk: DiskImage) {
    if case .open(let handle, _, _, "home") = event { home.insert(handle) }
    switch event {
    case .sync(let handle) where home.contains(handle): break
    case .open(_, false, false, "home"): break
    default: reported = states.count - 1
    }
    if case .remove(Self.journal) = event { states.append(Self.state(of: disk)) }
  }

  /// Forgets which files are open: another process follows.
  mutating func beginProcess() {
    home = []
    reported = states.count - 1
  }

  /// Returns whether a recovered database may have a state at this moment: the one that was
  /// reported last, or one that was committed since; any if there was nothing in the last.
  func allows(_ state: Int) -> Bool {
    states[reported...].contains(state) || states[reported] == Self.missing
  }

  /// Returns what a state is that is not allowed, for a person.
  func words(for state: Int) -> String {
    if state == Self.missing { return "missing after \(reported) reported commits" }
    let place = states.firstIndex(of: state).map { "as after commit \($0)" } ?? "in no known state"
    return "\(place), though \(reported) of \(states.count - 1) commits had been reported"
  }

  /// How many commits had been reported.
  var count: Int { reported }

  /// Returns the hash of the database on a disk; one without bytes is none.
  static func state(of disk: DiskImage) -> Int {
    guard let node = disk.node(at: database), let bytes = disk.files[node], !bytes.isEmpty else {
      return missing
    }
    return DatabaseContent(bytes).fingerprint
  }

  private static let missing = 0
}
