import Artifacts
import Preferences
import Reporting

/// What an annotator sees when no pair needs their judgement.
struct DonePage: Page {
  /// How many skipped pairs the page links to.
  private static let mostLinks = 50

  let total: Int
  let answered: Int
  let isComplete: Bool
  let mineAddress: VisibleText
  /// Pairs that the person skipped and that still need somebody.
  let skipped: [CollectPage.Saved]
  let hasSkipped: Bool
  let skippedCount: Int
  let saved: [CollectPage.Saved]

  /// Lays out the page.
  init(_ queue: QuestionQueue, skipped places: [Int], saved: Int?) {
    total = queue.total
    answered = queue.answered
    isComplete = queue.answered == queue.total
    mineAddress = VisibleText(CollectPage.address(queue.collection) + "/mine")
    skipped = places.prefix(Self.mostLinks).map { CollectPage.Saved($0, in: queue.collection) }
    hasSkipped = !places.isEmpty
    skippedCount = places.count
    self.saved = saved.map { [CollectPage.Saved($0, in: queue.collection)] } ?? []
  }
}
