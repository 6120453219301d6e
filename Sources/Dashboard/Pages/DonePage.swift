import Artifacts
import Preferences
import Reporting

/// What an annotator sees when no pair needs their judgement.
struct DonePage: Page {
  let total: Int
  let answered: Int
  let isComplete: Bool
  let mineAddress: VisibleText
  let saved: [CollectPage.Saved]

  /// Lays out the page.
  init(_ queue: QuestionQueue, saved: Int?) {
    total = queue.total
    answered = queue.answered
    isComplete = queue.answered == queue.total
    mineAddress = VisibleText(CollectPage.address(queue.collection) + "/mine")
    self.saved = saved.map { [CollectPage.Saved($0, in: queue.collection)] } ?? []
  }
}
