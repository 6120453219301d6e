/// A disk that a power cut may leave, and what must be found on it.
struct PowerCase: Sendable {
  let scene: Scene
  /// The number of the event after which the power went.
  let moment: Int
  let disk: DiskImage
  let history: CommitHistory

  /// Where the cut was, for a person.
  var name: String { "\(scene.stage), power cut after event \(moment)" }
}

/// The different disks that power cuts may leave during a run.
struct PowerCases {
  /// The kinds of fsync to ignore.
  let ignored: Set<IgnoredSync>
  /// How many events lie between two moments that are looked at.
  let stride: Int
  private(set) var cases: [PowerCase] = []
  /// How many moments were looked at.
  private(set) var moments = 0
  private var seen: Set<[Int]> = []

  /// Begins without disks.
  init(ignored: Set<IgnoredSync> = [], stride: Int = 1) {
    self.ignored = ignored
    self.stride = stride
  }

  /// Adds the disks after every event; `processes` are the traces of one process after another.
  mutating func add(_ scene: Scene, _ processes: [[TraceEvent]]) throws {
    let disk = try DiskImage(contentsOf: scene.before)
    var model = DiskModel(disk)
    model.ignored = ignored
    var history = CommitHistory(disk)
    var moment = 0
    for events in processes {
      model.beginProcess()
      history.beginProcess()
      for event in events {
        moment += 1
        history.take(event, on: model.present)
        try model.take(event)
        if moment.isMultiple(of: stride) { add(scene, moment, model, history) }
      }
    }
  }

  private mutating func add(
    _ scene: Scene, _ moment: Int, _ model: DiskModel, _ history: CommitHistory
  ) {
    moments += 1
    for disk in PowerCut(model: model, seed: UInt64(moment)).disks
    where seen.insert([disk.fingerprint, history.count]).inserted {
      cases.append(PowerCase(scene: scene, moment: moment, disk: disk, history: history))
    }
  }
}
