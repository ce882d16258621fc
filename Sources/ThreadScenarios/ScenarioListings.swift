/// The scenarios' own sources, embedded when the binary was built: what is read on screen is what runs.
package enum ScenarioListings {
    /// Each file's text, by the name under which its operations carry it: `Module/File.swift`.
    package static let sources = Dictionary(
        EmbeddedFiles.texts.map { ("ThreadScenarios/\($0.name).swift", $0.text) }, uniquingKeysWith: { $1 })
}
