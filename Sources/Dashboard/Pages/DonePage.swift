import Artifacts
import Preferences
import Reporting

/// What an annotator sees when no pair needs their judgement.
struct DonePage: Page {
  let total: Int
  let answered: Int
  let isComplete: Bool
  let mineAddress: VisibleText
  /// Pairs that the person skipped and that still need somebody.
  let skipped: [CollectPage.Saved]
  let hasSkipped: Bool
  let saved: [CollectPage.Saved]

  /// Lays out the page.
  init(_ queue: QuestionQueue, skipped places: [Int], saved: Int?) {
    total = queue.total
    answered = queue.answered
    isComplete = queue.answered == queue.total
    mineAddress = VisibleText(CollectPage.address(queue.collection) + "/mine")
    skipped = places.prefix(50).map { CollectPage.Saved($0, in: queue.collection) }
    hasSkipped = !skipped.isEmpty
    self.saved = saved.map { [CollectPage.Saved($0, in: queue.collection)] } ?? []
  }
}
