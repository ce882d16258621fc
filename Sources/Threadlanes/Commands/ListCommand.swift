import ArgumentParser
import Foundation
import LaneCanvas

/// `threadlanes list`: what there is to run.
struct ListCommand: CatalogueCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the scenarios.")

    @Flag(help: "Print a JSON array of objects with name, title and summary.")
    var json = false

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let entries = catalogue.scenarios.map {
                ["name": $0.name, "title": $0.title, "summary": $0.summary]
            }
            try StandardStream.output.write(String(decoding: encoder.encode(entries), as: UTF8.self) + "\n")
        } else {
            let width = catalogue.scenarios.map { DisplayText.width(of: $0.name) }.max() ?? 0
            for scenario in catalogue.scenarios {
                let name = DisplayText.padded(DisplayText.escaped(scenario.name), to: width)
                try StandardStream.output.write("\(name)  \(DisplayText.escaped(scenario.title))\n")
            }
        }
        return .success
    }
}
