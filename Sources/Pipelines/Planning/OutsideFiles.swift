import Files
import Foundation

extension Pipeline {
  /// Throws if a file outside the store that one of the first stages reads cannot be opened.
  ///
  /// Otherwise a misspelt path would surface only when its stage starts, perhaps hours later.
  func checkOutsideFiles(upTo count: Int, baseFolder: URL) throws {
    for stage in stages.prefix(count) { try stage.checkOutsideFiles(baseFolder: baseFolder) }
  }
}

extension PipelineStage {
  fileprivate func checkOutsideFiles(baseFolder: URL) throws {
    let files: [URL]
    do {
      files = try stage.externalInputs(of: configuration, baseFolder: baseFolder)
    } catch {
      throw PipelineError.unusableFile(outsidePlace(), option: outsideOption, error)
    }
    for (index, file) in files.enumerated() {
      do {
        _ = try BoundedFile(file, limit: stage.description.outsideLimit)
      } catch BoundedFileError.missing {
        throw missing(file, at: outsidePlace(index, of: files.count))
      } catch {
        throw PipelineError.unusableFile(
          outsidePlace(index, of: files.count), option: outsideOption, error)
      }
    }
  }

  /// Returns the error of a file that does not exist.
  func missing(_ file: URL, at place: PipelinePlace? = nil) -> PipelineError {
    .missingFile(place ?? outsidePlace(), option: outsideOption, path: file.path)
  }

  /// The option that names outside files, after the stage's name.
  private var outsideOption: String {
    let options = stage.description.outsideOptions
    let unnamed: [ConfigurationValue?] = [nil, .string(""), .array([])]
    let named = options.first { !unnamed.contains(configuration.fields[$0]) }
    return "\(name).\(named ?? options.first ?? "")"
  }

  /// Returns where the option stands, or the element of it that names one file of so many.
  private func outsidePlace(_ index: Int = 0, of count: Int = 0) -> PipelinePlace {
    // A folder is one path and several files.
    let places = outsidePlaces
    if places.count == count, places.indices.contains(index) { return places[index] }
    return places.first ?? .setting(outsideOption)
  }
}
