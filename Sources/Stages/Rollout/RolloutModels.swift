package import Layers

/// The models that policy optimisation keeps in memory.
package struct RolloutModels {
  /// The policy that draws and learns.
  package let policy: Policy
  /// The policy as it was before its first step.
  package let reference: any LanguageModel
  /// The model that learns what answers are worth; nil where advantages come without one.
  package let critic: ScalarModel?

  /// Creates the set.
  package init(policy: Policy, reference: any LanguageModel, critic: ScalarModel?) {
    self.policy = policy
    self.reference = reference
    self.critic = critic
  }
}
