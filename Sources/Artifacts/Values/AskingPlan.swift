/// How a stage wants its questions asked; no part of what is asked.
package struct AskingPlan: Hashable, Sendable {
  /// How many people judge each question.
  package var overlap = 1
  /// What they read beside each question, in Markdown; empty for nothing.
  package var guidelines = ""

  /// Creates a plan; the standard one asks one person each.
  package init(overlap: Int = 1, guidelines: String = "") {
    (self.overlap, self.guidelines) = (overlap, guidelines)
  }
}
