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
    /// Whether there may be a pair for the viewer.
    let isOpen: Bool
    let isComplete: Bool
    let judged: Int
    let mineAddress: VisibleText
    let studyAddress: VisibleText
    let isLead: Bool
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

  let isLead: Bool
  let hasCollections: Bool
  let collections: [Collection]
  let hasRuns: Bool
  let runs: [Run]

  /// Lays out the page.
  init(runs: [RunRecord], collections: [Collection], for viewer: Viewer) {
    isLead = viewer.isLead
    self.collections = collections
    self.runs = runs.map(Run.init)
    hasCollections = !collections.isEmpty
    hasRuns = !runs.isEmpty
  }
}

extension IndexPage.Collection {
  init(_ collection: CollectionRecord, judged: Int, for viewer: Viewer) {
    self.init(
      collectionAddress: VisibleText(CollectPage.address(collection.id)),
      // The names of runs and stages would tell an annotator what is compared.
      collectionName: viewer.isLead
        ? "\(collection.pipeline) · \(collection.stage)" : "Pairs of answers",
      done: collection.answered, total: collection.questions,
      // No more than need somebody, and no more than the viewer has not judged.
      remaining: collection.questions - max(collection.answered, judged),
      isOpen: max(collection.answered, judged) < collection.questions,
      isComplete: collection.answered == collection.questions, judged: judged,
      mineAddress: VisibleText(CollectPage.address(collection.id) + "/mine"),
      studyAddress: VisibleText(CollectPage.address(collection.id) + "/study"),
      isLead: viewer.isLead)
  }
}

extension IndexPage.Run {
  init(_ run: RunRecord) {
    self.init(
      runAddress: "/run/\(run.id.text)", pipeline: VisibleText(run.pipeline),
      runName: VisibleText(run.id.text),
      state: VisibleText(StateText.words(for: run.state.rawValue)),
      mood: VisibleText(ReportPage.mood(run.state.rawValue)),
      made: VisibleText(PageTime.minutes(run.createdAt)))
  }
}
