import Foundation
import Glibc

extension StoreError: CustomStringConvertible, LocalizedError {
  package var description: String {
    openingSentence ?? damageSentence ?? writingSentence ?? lookupSentence
      ?? "The store failed for a reason that has no message; please report what you did."
  }

  /// The same sentence, for those who ask for a localised description.
  package var errorDescription: String? { description }

  private var openingSentence: String? {
    switch self {
    case .noStore(let home):
      "There is no store at \(home); run a pipeline first, or name another place with --home."
    case .notAStore(let path):
      "\(path) is not a Llamero store; move it away, or name another place with --home."
    case .newerStore(let path, let version, let known):
      "\(path) was written by a newer Llamero (store version \(version), this one reads "
        + "\(known)); use the newer program, or name another place with --home."
    case .oldLibrary(let version):
      "SQLite \(version) is too old for the store; install version 3.37 or newer."
    case .emptied(let home, let files):
      "\(home) holds \(files) files of a store, but its database is empty or gone; restore a "
        + "backup into a new folder ('llamero restore'), or move \(home) away to start anew."
    case .readOnly(let home):
      "The store at \(home) is read-only, and this command writes to it; make the folder and "
        + "the disk writable, or copy it with 'llamero backup FOLDER' and use --home FOLDER."
    case .notPlain(let path):
      "\(path) is a link or otherwise not a plain file; put the file itself there, or "
        + "name another place with --home."
    case .setting(let name, let wanted, let found):
      "SQLite did not accept '\(name) = \(wanted)' (it is \(found)); "
        + "put the store on a local disk with --home."
    case .locked(let home, let holder):
      "The store at \(home) is in use (\(holder)); wait for that to end, stop it with Ctrl-C, or "
        + "name another place with --home."
    case .runningElsewhere(let run, let holder):
      "Run \(run) of this pipeline is at work (\(holder)); wait for it to end, or stop it with "
        + "'llamero cancel \(run)'."
    case .usedByRun(let run):
      "Run \(run), which is at work, uses that result; wait for the run to end before you have it "
        + "computed anew."
    case .busy(let path):
      "\(path) stayed locked by another process for more than five seconds; try again, and if "
        + "that process is suspended (Ctrl-Z), resume or end it."
    default: nil
    }
  }

  private var damageSentence: String? {
    switch self {
    case .corrupted(let path, let message):
      "The store \(path) is damaged (\(message)); restore it from a backup, "
        + "or start a new one with --home."
    case .badRow(let table, let row, let fault):
      "The store is damaged: in the row of table '\(table)' with \(row), \(fault); restore it "
        + "from a backup. 'llamero fsck' names all that is wrong."
    case .foreignSchema(let path, let sentence):
      "The store \(path) is not as Llamero makes it: \(sentence) Undo that, or restore it from a "
        + "backup."
    case .foreignJournal(let path):
      "\(path) is not a journal of Llamero: it names files of other databases, which SQLite would "
        + "remove; restore the store from a backup."
    case .unfitBackup(let path, let sentence, let others):
      "\(path) is not a backup that can be restored: \(sentence)"
        + (others > 0 ? " (\(others) more; 'llamero fsck' names them.)" : "")
        + " Nothing was restored; take another backup."
    default: nil
    }
  }

  private var writingSentence: String? {
    switch self {
    case .diskFull(let path):
      "The disk is full: nothing more can be written at \(path); "
        + "free some space and run the same command again."
    case .system(let action, let path, let code):
      "Llamero \(action) \(path): \(String(cString: strerror(code))); "
        + "check the path, the permissions and the disk."
    case .database(let path, let message):
      "The store \(path) could not be used: \(message); check the disk and its permissions."
    case .notAPlainFile(let path):
      "\(path) is neither a plain file nor a folder; an artifact may hold nothing else."
    case .unusableName(let path):
      "\(path) cannot be a file of an artifact: names are UTF-8 of at most 255 bytes without "
        + "control characters; rename it."
    case .tooManyFiles(let path):
      "\(path) holds more files or deeper folders than an artifact may; name the folder "
        + "that is meant."
    case .emptyFolder(let kind):
      "An artifact of kind '\(kind)' has no files; the stage must write at least one."
    case .tooMuchGarbage(let bytes, let all):
      "\(bytes) of the \(all) bytes of the store would be deleted, which is more than half, "
        + "so nothing was deleted; look with 'llamero fsck' and 'llamero gc --dry-run', then give "
        + "--more-than-half."
    case .lostRun(let run):
      "Run \(run) was taken over by another process; this one stops without writing."
    default: nil
    }
  }

  private var lookupSentence: String? {
    switch self {
    case .noSuchRun(let reference, let nearest):
      "There is no run '\(reference)'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? "; 'llamero runs' lists them.")
    case .noSuchArtifact(let reference):
      "There is no artifact '\(reference)' with all its bytes; run its pipeline again to make it."
    case .ambiguous(let reference, let count):
      "'\(reference)' is a prefix of \(count) names; give more of its digits."
    case .noSuchFile(let name, let artifact, let has):
      "Artifact \(artifact.prefix(12)) has no file '\(name)'; it has "
        + "\(has.joined(separator: ", "))."
    case .folderExists(let path):
      "\(path) exists already; name a new folder, so that nothing is overwritten."
    case .unsteadyBackup(let path):
      "The store changed faster than it could be copied to \(path); try again."
    case .finishedRun(let run):
      "Run \(run) is finished, so there is nothing to stop."
    case .alteredQuestions(let collection):
      "The questions of collection \(collection) are not those that the stage asked; another "
        + "program changed them. Restore the store from a backup."
    case .noSuchQuestion(let collection, let question):
      "Collection \(collection) has no question '\(question)'; reload the page."
    case .answerTaken(let id):
      "Answer '\(id)' is already stored with another judgement; send a new one under a new id."
    case .tooManyJudgements(let annotator, let limit):
      "'\(annotator)' has judged this pair \(limit) times, and no more are kept; the last "
        + "judgement stays in force, so continue with the next pair."
    case .personExists(let name):
      "There is already a person named '\(name)'; 'llamero people invite' prints a new link for "
        + "them, or choose another name."
    case .noSuchPerson(let name):
      "There is no person named '\(name)'; 'llamero people list' shows all."
    default: nil
    }
  }
}
