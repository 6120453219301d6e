import Artifacts
import Foundation
import Reporting

/// The home page: pairs that wait for annotators, and all runs.
struct IndexPage: Page {
  /// A set of pairs that waits for annotators.
  struct Collection: Sendable {
    let collectionAddress: VisibleText
    let collectionName: VisibleText
    let done: Int
    let total: Int
    let remaining: Int
    let isOpen: Bool
    let leftWins: Int
    let rightWins: Int
  }

  /// A line about a run.
  struct Run: Sendable {
    let runAddress: VisibleText
    let pipeline: VisibleText
    let runName: VisibleText
    let state: VisibleText
    let mood: VisibleText
    let made: VisibleText
  }

  let hasCollections: Bool
  let collections: [Collection]
  let hasRuns: Bool
  let runs: [Run]

  /// Lays out the page.
  init(runs: [RunRecord], collections: [Collection]) {
    self.collections = collections
    self.runs = runs.map(Run.init)
    hasCollections = !collections.isEmpty
    hasRuns = !runs.isEmpty
  }
}

extension IndexPage.Collection {
  init(_ collection: CollectionRecord) {
    self.init(
      collectionAddress: VisibleText(CollectPage.address(collection.id)),
      collectionName: "\(collection.pipeline) · \(collection.stage)",
      done: collection.answered, total: collection.questions,
      remaining: collection.questions - collection.answered,
      isOpen: collection.answered < collection.questions,
      leftWins: collection.leftWins, rightWins: collection.rightWins)
  }
}

extension IndexPage.Run {
  init(_ run: RunRecord) {
    self.init(
      runAddress: "/run/\(run.id.text)", pipeline: VisibleText(run.pipeline),
      runName: VisibleText(run.id.text),
      state: VisibleText(StateText.words(for: run.state.rawValue)),
      mood: VisibleText(ReportPage.mood(run.state.rawValue)),
      made: VisibleText(Self.minutes(run.createdAt)))
  }

  /// Returns a time as date, hour and minute in UTC.
  private static func minutes(_ time: Date) -> String {
    String(time.ISO8601Format().prefix(16)).replacing("T", with: " ")
  }
}
