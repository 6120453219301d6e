import ArgumentParser
struct PowerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "power")
}
