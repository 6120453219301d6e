/// How the program ends; the numbers are those of sysexits.
enum ExitStatus: Int32 {
  case usage = 64
  case badData = 65
  case missingInput = 66
  case ourFault = 70
  case inputOutput = 74
  case waitingForPeople = 75
  /// 128 and the number of SIGINT, as shells have it.
  case stopped = 130
}
