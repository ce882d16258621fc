import SystemPackage

/// Where the library is that is loaded into a watched program: a file of its own, as other programs load it.
struct WatchLibrary {
    static let name = "libthreadlanes-watch.so"

    /// It as a path from the root.
    let path: String

    /// Looks beside the program that runs, and where `install` puts it.
    ///
    /// - Throws: `Refusal` where it is not there.
    init() throws {
        let program = FilePath((try? LinkTarget.of("/proc/self/exe")) ?? "/usr/local/bin/\(programName)")
        let folder = program.removingLastComponent()
        let places = [
            folder.appending(Self.name),
            folder.removingLastComponent().appending("lib/\(programName)/\(Self.name)"),
        ]
        guard let place = places.first(where: { FileStatus($0.string)?.isRegular == true }) else {
            throw Refusal(
                sentence: "There is no '\(places[0])', nor '\(places[1])'.",
                help:
                    "'swift build -c release --product threadlanes-watch' makes it in the folder of the sources, beside '.build/release/\(programName)'."
            )
        }
        path = place.string
    }
}
