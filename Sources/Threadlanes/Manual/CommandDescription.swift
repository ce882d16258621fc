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
        let defaultValue: String?
        let allValues: [String]?

        /// What it is for, what it may be, and what it is when nothing is said, unless its own words tell that.
        var explanation: String? {
            let words = [abstract, discussion].compactMap(\.self).joined(separator: " ")
            let values = allValues.map { "(values: \($0.joined(separator: ", ")))" }
            let otherwise = words.contains("(default:") ? nil : defaultValue.map { "(default: \($0))" }
            let all = [words, values, otherwise].compactMap(\.self).filter { !$0.isEmpty }
            return all.isEmpty ? nil : all.joined(separator: " ")
        }

        /// Whether every command has it.
        var isEverywhere: Bool { names?.contains { ["help", "version"].contains($0.name) } ?? false }
    }

    /// The whole command, with its subcommands.
    static func root() throws -> CommandDescription {
        struct Document: Decodable { let command: CommandDescription }
        return try JSONDecoder().decode(Document.self, from: Data(RootCommand._dumpHelp().utf8)).command
    }
}
