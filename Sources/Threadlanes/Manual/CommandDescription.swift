import ArgumentParser
import FoundationEssentials

/// A command as the argument parser describes it: what help, completions and the manual are made of.
struct CommandDescription: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool
    let subcommands: [CommandDescription]?
    let arguments: [Argument]?

    struct Argument: Decodable {
        struct Name: Decodable {
            let kind: String
            let name: String

            /// As it is typed.
            var spelled: String { kind == "long" ? "--\(name)" : "-\(name)" }
        }

        let kind: String
        let shouldDisplay: Bool
        let isOptional: Bool
        let names: [Name]?
        let valueName: String?
        let abstract: String?
        let discussion: String?

        /// Whether every command has it.
        var isEverywhere: Bool { names?.contains { ["help", "version"].contains($0.name) } ?? false }
    }

    /// The whole command, with its subcommands.
    static func root() throws -> CommandDescription {
        struct Document: Decodable { let command: CommandDescription }
        return try JSONDecoder().decode(Document.self, from: Data(RootCommand._dumpHelp().utf8)).command
    }
}
