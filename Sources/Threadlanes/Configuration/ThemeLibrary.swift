import FoundationEssentials
import LaneView
import Themes

/// The themes that there are: the built-in ones and the user's own. A file of the user's wins over the built-in theme of that
/// name; one that cannot be used is left out, and `problems` says why.
package struct ThemeLibrary: Sendable {
    package struct Entry: Sendable {
        package let theme: Theme
        /// Nil for a built-in theme.
        package let file: String?
    }

    /// A theme of the user's: its name, where it is, and its text as far as it can be read.
    package typealias File = (name: String, path: String, toml: Result<String, FileError>)

    /// How many files of the user's are read at most.
    static let fileLimit = 200

    /// Built-in themes, or what replaces them, in their order; then the user's new ones by name.
    package private(set) var entries: [Entry] = []
    package private(set) var problems: [FileError] = []

    package init(_ files: [File]) {
        for source in ThemeFiles.sources {
            do throws(FileError) {
                entries.append(Entry(theme: try Theme(name: source.name, toml: source.toml), file: nil))
            } catch {
                problems.append(error)
            }
        }
        for file in files {
            do throws(FileError) {
                add(Entry(theme: try Self.theme(file), file: file.path))
            } catch {
                problems.append(error)
            }
        }
    }

    /// The built-in themes, and those in the folder, which need not be there.
    package init(folder: ConfigurationFolder?) {
        let paths = folder.map(Self.paths) ?? []
        self.init(
            paths.prefix(Self.fileLimit).map { name, path in
                (name, path, Result { () throws(FileError) in try SmallFile(path: path).text() ?? "" })
            })
        guard paths.count > Self.fileLimit, let folder else { return }
        problems.append(
            FileError(
                file: folder.themes, line: nil,
                message: "expected at most \(Self.fileLimit) themes: the others are left out"))
    }

    /// What can be named as a theme, without reading any.
    package static func names(folder: ConfigurationFolder?) -> [String] {
        let builtIn = ThemeFiles.sources.map(\.name)
        return builtIn + (folder.map(paths) ?? []).map(\.name).filter { !builtIn.contains($0) }
    }

    package var themes: [Theme] { entries.map(\.theme) }

    /// The theme of this name, or the default where the file of that name cannot be used.
    package func theme(named name: String) -> Theme {
        (entries.first { $0.theme.name == name } ?? entries.first)?.theme ?? .plain
    }

    private mutating func add(_ entry: Entry) {
        if let index = entries.firstIndex(where: { $0.theme.name == entry.theme.name }) {
            entries[index] = entry
        } else {
            entries.append(entry)
        }
    }

    private static func theme(_ file: File) throws(FileError) -> Theme {
        try Theme(name: file.name, toml: try file.toml.get(), file: file.path)
    }

    /// By name. Hidden files are somebody's backups.
    private static func paths(_ folder: ConfigurationFolder) -> [(name: String, path: String)] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.themes)) ?? []
        return files.filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.sorted()
            .map { (String($0.dropLast(5)), "\(folder.themes)/\($0)") }
    }
}
