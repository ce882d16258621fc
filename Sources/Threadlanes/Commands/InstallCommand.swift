import ArgumentParser
import FoundationEssentials
import Glibc
import LaneCanvas
import SystemPackage

/// `threadlanes install`: the program where the shell finds it, with its library, its manual page and what shells complete it by.
struct InstallCommand: CatalogueCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Put the program, its library, its manual page and its completions in their places.",
        discussion: """
            These are PREFIX/bin, PREFIX/lib/threadlanes for the library that 'watch' needs where there is one, PREFIX/share/man/man1, and where bash, zsh and fish look for completions under PREFIX/share. What is \
            there of an earlier version is replaced.
            """)

    @Option(
        help: ArgumentHelp("Where; ~/.local needs no other rights than yours.", valueName: "folder"),
        completion: .directory)
    var prefix = "/usr/local"

    func validate() throws {
        guard !prefix.isEmpty else {
            throw ValidationError("--prefix has to name a folder, such as ~/.local.")
        }
    }

    /// A shell leaves the ~ of --prefix=~/.local to us.
    private var folder: FilePath {
        guard prefix == "~" || prefix.hasPrefix("~/"), let home = getenv("HOME") else {
            return FilePath(prefix)
        }
        return FilePath(String(cString: home) + prefix.dropFirst())
    }

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        // The largest comes first: where there is no room for it, nothing else is left behind.
        try putProgram(folder.appending("bin").appending(programName))
        try putLibrary(folder.appending("lib").appending(programName).appending(WatchLibrary.name))
        try put(share("man/man1/\(programName).1"), Array(ManualPage().text.utf8))
        try put(share("bash-completion/completions/\(programName)"), completions(.bash))
        try put(share("zsh/site-functions/_\(programName)"), completions(.zsh))
        try put(share("fish/vendor_completions.d/\(programName).fish"), completions(.fish))
        return .success
    }

    private func share(_ path: String) -> FilePath {
        folder.appending("share").appending(path)
    }

    private func completions(_ shell: CompletionShell) -> [UInt8] {
        Array((RootCommand.completionScript(for: shell) + "\n").utf8)
    }

    private func putProgram(_ place: FilePath) throws {
        try copy("/proc/self/exe", to: place, mode: 0o755)
    }

    /// What `watch` loads into programs, where it has been built; all else works without.
    private func putLibrary(_ place: FilePath) throws {
        guard let library = try? WatchLibrary() else { return }
        try copy(library.path, to: place, mode: 0o644)
    }

    private func copy(_ file: String, to place: FilePath, mode: mode_t) throws {
        // It may be used from where it is to be.
        if let there = FileStatus(place.string), FileStatus(file)?.isSameFile(as: there) == true {
            return try tell(place)
        }
        try put(place, Array(Data(contentsOf: URL(filePath: file), options: .mappedIfSafe)), mode: mode)
    }

    private func put(_ place: FilePath, _ bytes: [UInt8], mode: mode_t = 0o644) throws {
        do {
            try makeFolder(place.removingLastComponent(), for: place)
            let file = try OutputFile(place.string, .whole)
            file.append { bytes }
            try file.finish()
            guard chmod(place.string, mode) == 0 else { throw refusal(of: place) }
        } catch let error as OutputError where error.isUsage {
            throw Refusal(
                sentence: "\(error)",
                help: "With sudo, or --prefix and a folder of yours such as ~/.local, it can.")
        }
        try tell(place)
    }

    /// With all folders that it is in.
    private func makeFolder(_ path: FilePath, for place: FilePath) throws(OutputError) {
        guard FileStatus(path.string)?.isFolder != true, !path.isEmpty else { return }
        try makeFolder(path.removingLastComponent(), for: place)
        guard mkdir(path.string, 0o777) == 0 || errno == EEXIST else { throw refusal(of: place) }
    }

    /// Why the system refused the last call: the place is to blame.
    private func refusal(of place: FilePath) -> OutputError {
        OutputError(path: place.string, reason: Errno(rawValue: errno), isUsage: true)
    }

    private func tell(_ place: FilePath) throws {
        try StandardStream.output.write(DisplayText.escaped(place.string) + "\n")
    }
}
