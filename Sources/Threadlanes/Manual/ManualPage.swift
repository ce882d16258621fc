import Algorithms

/// The manual page, in the man macros of roff: made of what the commands say of themselves, so that it says what they do.
struct ManualPage {
    private let name: String
    private let command: CommandDescription

    /// - Throws: what the argument parser's description can not be read for.
    init(_ name: String = programName) throws {
        self.name = name
        command = try .root()
    }

    /// The page as a file of section 1.
    var text: String {
        var page = Roff()
        page.title(name, section: 1, "\(name) \(programVersion)")
        page.section("NAME")
        page.line("\(Roff.escaped(name)) \\- \(Roff.escaped(lowercased(command.abstract)))")
        page.section("SYNOPSIS")
        page.line("\(Roff.bold(name)) [\(Roff.italic("command"))] [\(Roff.italic("options"))]")
        page.section("DESCRIPTION")
        page.paragraphs(command.discussion)
        page.line(
            "Every command has \(Roff.bold("--help")), and \(Roff.bold("--version")) tells the version.")
        page.section("COMMANDS")
        for command in (command.subcommands ?? [])
        where command.shouldDisplay && command.commandName != "help" {
            describe(command, on: &page)
        }
        for (title, items) in Self.surroundings {
            page.section(title)
            for (term, text) in items { page.item(Roff.bold(term), text) }
        }
        return page.text
    }

    private func describe(_ command: CommandDescription, on page: inout Roff) {
        page.subsection(command.commandName)
        let arguments = (command.arguments ?? []).filter { $0.shouldDisplay && !$0.isEverywhere }
        let positional = arguments.filter { $0.kind == "positional" }.map { argument in
            let value = Roff.italic(argument.valueName ?? "value")
            return argument.isOptional ? "[\(value)]" : value
        }
        let required = arguments.filter { $0.kind == "option" && !$0.isOptional }.map { term($0, named: 1) }
        page.line(
            ([Roff.bold("\(name) \(command.commandName)")] + positional + required + [
                "[\(Roff.italic("options"))]"
            ])
            .joined(separator: " "))
        page.paragraphs(command.abstract)
        page.paragraphs(command.discussion)
        // A flag and its opposite say the same.
        for group in arguments.chunked(by: {
            $0.kind == "flag" && $0.kind == $1.kind && $0.abstract == $1.abstract
        }) {
            guard let text = group.first?.explanation else { continue }
            page.item(group.map(term).joined(separator: ", "), text)
        }
    }

    private func term(_ argument: CommandDescription.Argument) -> String { term(argument, named: .max) }

    /// - Parameter count: how many of its names to tell, the last ones, which are the shortest.
    private func term(_ argument: CommandDescription.Argument, named count: Int) -> String {
        let value = argument.valueName.map { Roff.italic($0) } ?? ""
        guard let names = argument.names else { return value }
        let spelled = names.suffix(count).map { Roff.bold($0.spelled) }.joined(separator: ", ")
        return argument.kind == "option" ? "\(spelled) \(value)" : spelled
    }

    private func lowercased(_ sentence: String?) -> String {
        let sentence = (sentence ?? "").trimmingSuffix { $0 == "." }
        return (sentence.first?.lowercased() ?? "") + sentence.dropFirst()
    }

    private static let surroundings: [(String, [(term: String, text: String)])] = [
        (
            "FILES",
            [
                (
                    "$XDG_CONFIG_HOME/threadlanes/config.toml",
                    "The configuration, as 'config' prints it; under ~/.config without the variable."
                ),
                ("$XDG_CONFIG_HOME/threadlanes/themes/NAME.toml", "Themes of your own."),
                (
                    "$XDG_STATE_HOME/threadlanes/browser.json",
                    "The scenario that was selected last; under ~/.local/state without the variable."
                ),
            ]
        ),
        (
            "ENVIRONMENT",
            [
                (
                    "XDG_CONFIG_HOME",
                    "Where the configuration and themes of your own are; ~/.config by default."
                ),
                ("XDG_STATE_HOME", "Where the last selection is kept; ~/.local/state by default."),
                ("NO_COLOR", "Where it is set and not empty, nothing has a colour."),
                ("LC_ALL, LC_CTYPE, LANG", "Glyphs are ASCII where the locale is not one of UTF-8."),
                ("TERM", "Names the terminal, whose description says what it can show."),
            ]
        ),
        (
            "EXIT STATUS",
            [
                ("0", "Finished, and whatever was asked for made."),
                (
                    "1",
                    "The scenario failed, deadlocked or was cut off, or a file could not be written to its end."
                ),
                (
                    "2",
                    "'explore' found a bug, or 'check' or 'run' what --fail-on names, also where it were 1 otherwise."
                ),
                ("64", "Bad usage, or a file or a terminal that can not be used."),
                ("128 and more", "Ended by the signal of the number above 128."),
            ]
        ),
    ]
}

extension String {
    fileprivate func trimmingSuffix(while isPart: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, isPart(last) { rest = rest.dropLast() }
        return rest
    }
}
