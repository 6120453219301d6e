import ArgumentParser

/// Which stages of a pipeline are meant.
struct StageRangeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Recompute this stage and all later ones.", valueName: "stage"))
  var from: String?

  @Option(help: ArgumentHelp("Stop after this stage.", valueName: "stage"))
  var until: String?
}
