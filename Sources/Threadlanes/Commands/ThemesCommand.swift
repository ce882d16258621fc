import ArgumentParser
import LaneCanvas
import LaneView
import Themes

/// `threadlanes themes`: what there is to choose from, and what is wrong with the user's own.
struct ThemesCommand: CatalogueCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "List the themes, or print a built-in one.",
        discussion: """
            Files named $XDG_CONFIG_HOME/threadlanes/themes/NAME.toml (~/.config/threadlanes/themes/ by default) are themes of \
            yours; one with a built-in's name replaces it. Exit status 64 when one of them can not be used.
            """)

    @Argument(
        help: "A built-in theme to print as a file, to make your own from.",
        completion: .list(ThemeFiles.sources.map(\.name)))
    var name: String?

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        if let name { return try printSource(of: name) }
        let library = ThemeLibrary(folder: .current)
        let width = library.themes.map { DisplayText.width(of: $0.name) }.max() ?? 0
        for entry in library.entries {
            let name = DisplayText.padded(DisplayText.escaped(entry.theme.name), to: width)
            let origin = entry.file.map { "yours     \(DisplayText.escaped($0))" } ?? "built-in"
            try StandardStream.output.write("\(name)  \(origin)\n")
        }
        try library.report()
        return library.problems.isEmpty ? .success : .validationFailure
    }

    private func printSource(of name: String) throws -> ExitCode {
        guard let source = ThemeFiles.sources.first(where: { $0.name == name }) else {
            if let file = ThemeLibrary(folder: .current).entries.first(where: { $0.theme.name == name })?.file
            {
                throw ValidationError(
                    "The theme '\(DisplayText.escaped(name))' is yours, and a file already: \(file)")
            }
            throw unknownName(
                "There is no built-in theme named '\(DisplayText.escaped(name))'.",
                nearest: nearestNames(to: name, among: ThemeFiles.sources.map(\.name)),
                all: "'\(programName) themes' lists them all.")
        }
        try StandardStream.output.write(source.toml)
        return .success
    }
}

extension ThemeLibrary {
    /// Tells on standard error what is wrong with the user's files.
    func report() throws {
        for problem in problems {
            try StandardStream.error.write("threadlanes: \(DisplayText.escaped("\(problem)"))\n")
        }
    }
}
