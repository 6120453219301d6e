import Artifacts
import Foundation
import Labels
import Logging
import Testing

/// A row that is not as it must be is an error that names it, whatever it holds; nothing traps.
struct DamagedRowTests {
  private let temporary: TemporaryStore
  private let collection: String

  init() throws {
    temporary = try TemporaryStore()
    let session = try temporary.startRun(plan())
    let work = computation("work", inputs: ["model": [String(repeating: "1", count: 64)]])
    try temporary.store.describe([
      StageKindRecord(
        kind: "numbers", version: 1, summary: "Adds.",
        metrics: [MetricDescription("loss", better: .lower, "It falls.")])
    ])
    try temporary.store.begin(work, stage: "first", in: session)
    let question = Question(
      id: "q", index: 0, messages: [], first: "a", second: "b", asksSafety: false,
      firstIsLeft: true)
    var asked = question
    collection = try temporary.store.ask([question], for: work.key, in: session)
    asked.collection = collection
    try temporary.store.append(
      Answer(
        id: "a", of: asked, .prefers(.first, .slightly), annotator: "x",
        createdAt: Date()))
    try temporary.store.saveCheckpoint(
      try temporary.folder(["state": "one"]), at: CheckpointPlace(step: 1),
      metrics: [MetricPoint(name: "loss", step: 1, value: 1)], of: work.key, stage: "first",
      in: session)
    temporary.endTurn()
  }

  /// Asks for all that a store can tell; returns the errors.
  private func errors() -> [any Error] {
    var errors: [any Error] = []
    func attempt(_ work: () throws -> Void) {
      do { try work() } catch { errors.append(error) }
    }
    guard let store = try? temporary.reopened() else { return [StoreError.lostRun(run: "none")] }
    let key = computation("work").key
    attempt { _ = try store.runs() }
    attempt { _ = try store.run("last") }
    attempt { _ = try store.definition(of: store.run("last").id) }
    attempt {
      for stage in try store.stages(of: store.run("last").id) {
        _ = try store.earlierUses(ofKeyOf: stage)
        _ = try store.earlierKeys(of: stage)
      }
    }
    attempt { _ = try store.events(of: store.run("last").id) }
    attempt { _ = try store.metrics(of: key) }
    attempt { _ = try store.lastMetrics(of: key) }
    attempt { _ = try store.sections(of: key) }
    attempt { _ = try store.outputs(of: key) }
    attempt { _ = try store.stageKind("numbers") }
    attempt { _ = try store.computation(of: key) }
    attempt { _ = try store.trail(of: key) }
    attempt { _ = try store.openCollections() }
    attempt { _ = try store.questions(in: collection) }
    attempt { _ = try store.answers(in: collection) }
    attempt { _ = try store.pins() }
    attempt { _ = try store.plannedCollection(KeepRule(newestRuns: 0)) }
    attempt { try store.lease(for: "llamero run").release() }
    attempt {
      let lease = try store.lease(for: "llamero run")
      defer { lease.release() }
      let session = try store.startRun(plan(), under: lease)
      _ = try store.checkpoint(of: key, stage: "first", in: session)
    }
    return errors
  }

  @Test func anUndamagedStoreTellsEverything() throws {
    #expect(errors().isEmpty)
    #expect(try temporary.reopened().inspect().isSound)
  }

  /// Values that a STRICT table takes, or takes once its pages are damaged, and the table's name.
  static let damage: [(sql: String, table: String)] = [
    ("UPDATE run SET turn = 9223372036854775807", "run"),
    ("UPDATE run SET createdAt = 'x'", "run"),
    ("UPDATE run SET changedAt = '99999999999-01-01T00:00:00Z'", "run"),
    ("UPDATE run SET seed = 'y'", "run"),
    ("UPDATE run SET seed = '-1'", "run"),
    ("UPDATE run SET seed = '18446744073709551616'", "run"),
    ("UPDATE run SET definition = '{x}'", "run"),
    ("UPDATE run SET pipeline = CAST(x'ff61' AS TEXT)", "run"),
    ("UPDATE run SET id = '../../../../'", "run"),
    ("UPDATE run SET state = 'dancing'", "run"),
    ("UPDATE stage SET seconds = 1e308", "stage"),
    ("UPDATE stage SET seconds = 9e999", "stage"),
    ("UPDATE stage SET position = 9223372036854775807", "stage"),
    ("UPDATE stage SET configuration = '{x}'", "stage"),
    ("UPDATE stage SET state = ''", "stage"),
    ("UPDATE stage SET key = 'x'", "stage"),
    ("UPDATE stage SET error = CAST(x'80' AS TEXT)", "stage"),
    ("UPDATE event SET token = -9223372036854775808", "event"),
    ("UPDATE event SET detail = '{x}'", "event"),
    ("UPDATE event SET detail = '{\"a\":1}'", "event"),
    ("UPDATE event SET createdAt = ''", "event"),
    ("UPDATE metric SET step = 9223372036854775807", "metric"),
    ("UPDATE metric SET step = -9223372036854775808", "metric"),
    ("UPDATE metric SET sequence = 9223372036854775807", "metric"),
    ("UPDATE checkpoint SET sequence = 9223372036854775807", "checkpoint"),
    ("UPDATE checkpoint SET step = -1", "checkpoint"),
    ("UPDATE trail SET part = 9223372036854775807", "trail"),
    ("UPDATE computation SET version = 9223372036854775807", "computation"),
    ("UPDATE computation SET configuration = '{'", "computation"),
    ("UPDATE computationInput SET digest = printf('%64s', '..')", "computationInput"),
    ("UPDATE stageKind SET version = 9223372036854775807", "stageKind"),
    ("UPDATE metricDescription SET better = 'maybe'", "metricDescription"),
    ("UPDATE question SET body = '{}'", "question"),
    ("UPDATE answer SET strength = 9223372036854775807", "answer"),
    ("UPDATE answer SET strength = 4", "answer"), ("UPDATE answer SET strength = -1", "answer"),
    ("UPDATE answer SET safety = 'perhaps'", "answer"),
    ("UPDATE answer SET verdict = 'both'", "answer"),
    ("UPDATE answer SET verdict = 'tie'", "answer"),
    ("UPDATE answer SET seconds = -1.0", "answer"),
    ("INSERT INTO lease VALUES (9223372036854775807, 'run', '{}', '', 0, 0)", "lease"),
    ("UPDATE fence SET token = 9223372036854775807", "fence"),
    ("INSERT INTO lease VALUES (9, 'all', '{}', '', 0, 0)", "lease"),
    ("INSERT INTO lease VALUES (9, 'run', '{}', '', -9223372036854775808, 0)", "lease"),
    ("INSERT INTO lease VALUES (9, 'run', '{}', '', 0, 9223372036854775807)", "lease"),
    ("INSERT INTO lease VALUES (9, 'run', '{}', CAST(x'ff' AS TEXT), 0, 0)", "lease"),
    ("INSERT INTO pin VALUES (CAST(x'ff' AS TEXT), '')", "pin"),
    ("INSERT INTO blob VALUES (printf('%64s', 'x'), 9223372036854775807)", "blob"),
  ]

  @Test(arguments: damage.indices) func aDamagedRowIsNamedByAllWhoReadIt(index: Int) throws {
    let (sql, table) = Self.damage[index]
    try temporary.execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; \(sql)")
    // Looked at first: a run that goes on puts what is right in the place of some of it.
    let store = try ArtifactStore(inspecting: temporary.home, logger: Logger(label: "test"))
    let report = try store.inspect()
    #expect(!report.isSound)
    // Only the order of rows is taken from this column, so nobody else reads it.
    let readers = table == "metric" && sql.contains("sequence") ? [] : errors().map { "\($0)" }
    let named = readers + report.findings.map(\.sentence)
    #expect(named.contains { $0.contains("table '\(table)'") }, "\(named)")
    #expect(readers.isEmpty || readers.contains { $0.contains("table '\(table)'") }, "\(readers)")
    #expect(
      report.findings.allSatisfy { $0.sentence.hasSuffix(".") || $0.sentence.hasSuffix(".)") })
  }

  @Test func infinityAndWhatIsNoNumberAreValuesOfAMetric() throws {
    try temporary.execute("UPDATE metric SET value = 9e999")
    #expect(try temporary.reopened().lastMetrics(of: computation("work").key)[0].value == .infinity)
    try temporary.execute("UPDATE metric SET value = NULL")
    #expect(try temporary.reopened().lastMetrics(of: computation("work").key)[0].value.isNaN)
    #expect(try temporary.reopened().inspect().isSound)
  }

  @Test(arguments: [-1, -2_147_483_648, 0, 1])
  func aVersionThatTheTablesAreNotOfIsRefused(version: Int) throws {
    try temporary.execute("PRAGMA user_version = \(version)")
    #expect(throws: StoreError.self) { try temporary.reopened() }
    #expect(throws: StoreError.self) {
      let store = try ArtifactStore(inspecting: temporary.home, logger: Logger(label: "test"))
      guard try store.inspect().isSound else { throw StoreError.lostRun(run: "unsound") }
    }
  }

  /// Values of a report that are JSON of the right form, but not of right counts.
  @Test(
    arguments: [
      "{\"table\":{\"caption\":\"\",\"columns\":[\"a\"],\"rows\":[[]],\"title\":\"t\"}}",
      "{\"histogram\":{\"caption\":\"\",\"series\":[{\"counts\":[1],\"edges\":[0],\"name\":\"n\"}],"
        + "\"title\":\"t\",\"xLabel\":\"x\"}}",
      "{\"histogram\":{\"caption\":\"\",\"series\":[{\"counts\":[-1],\"edges\":[0,1],"
        + "\"name\":\"n\"}],\"title\":\"t\",\"xLabel\":\"x\"}}",
    ])
  func aReportWhoseCountsDisagreeIsNotRead(item: String) {
    let sections = "[{\"items\":[\(item)],\"title\":\"t\"}]"
    #expect(throws: DecodingError.self) {
      try StableJSON.value([ReportSection].self, from: sections)
    }
  }

  /// Single bits and bytes at many places of the file: all ask, and nobody traps.
  @Test func aFileWithAnyByteChangedIsReadOrRefused() throws {
    let file = temporary.home.appending(path: "store.sqlite")
    let whole = try Data(contentsOf: file)
    var random = SplitMix(state: 4)
    for _ in 0..<150 {
      var bytes = whole
      for _ in 0...(random.next() % 4) {
        let place = Int(random.next() % UInt64(bytes.count))
        bytes[place] =
          random.next() % 2 == 0
          ? bytes[place] ^ (1 << UInt8(random.next() % 8)) : UInt8(random.next() % 256)
      }
      try bytes.write(to: file)
      _ = errors()
      _ = try? ArtifactStore(inspecting: temporary.home, logger: Logger(label: "test")).inspect()
    }
  }
}
