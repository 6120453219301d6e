package import Pipelines
package import Tensors

/// All stages, one line each.
package enum StageCatalog {
  /// Returns all stages; those that compute use the given device.
  package static func kinds(backend: any Backend) -> StageKinds {
    StageKinds([
      PaddockStage(),
      ImportModel(backend: backend),
      ImportDemonstrations(),
      ImportComparisons(),
      ImportPrompts(),
      ImportDialogues(),
      Pretraining(backend: backend),
      SFT(backend: backend),
      SamplePairs(backend: backend),
      Collect(),
      RewardModel(backend: backend),
      RejectionSampling(backend: backend),
      PPO(backend: backend),
      GhostAttention(backend: backend),
      Evaluation(backend: backend),
    ])
  }
}
