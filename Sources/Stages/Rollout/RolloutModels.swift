package import Layers

/// The models that PPO keeps in memory.
package struct RolloutModels {
  /// The policy being sampled from and trained.
  package let policy: Policy
  /// The frozen reference policy, the policy before its first update.
  package let reference: any LanguageModel
  /// The critic; nil with a critic-free advantage estimator.
  package let critic: ScalarModel?

  /// Creates the set.
  package init(policy: Policy, reference: any LanguageModel, critic: ScalarModel?) {
    self.policy = policy
    self.reference = reference
    self.critic = critic
  }
}
