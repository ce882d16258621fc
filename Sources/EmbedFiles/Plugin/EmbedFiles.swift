import Foundation
import PackagePlugin

/// Gives a module the texts of files as a value, `EmbeddedFiles.texts`, so that its binary needs no folder beside it.
///
/// Every file of a known folder is embedded: there is no list to keep. The folder has to be in the target's own, if only as a
/// link: there the build system watches what comes and goes, and asks this plugin again.
@main struct EmbedFiles: BuildToolPlugin {
    /// The folders that are looked for, and the ending of the files that are embedded from each.
    private static let folders = ["Notebook": "swift", "Classics": "swift", "themes": "toml"]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let files = try Self.folders.sorted { $0.key < $1.key }.flatMap { folder, ending in
            try Self.files(in: target.directoryURL.appending(path: folder), ending)
        }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(files.count) files in \(target.name)",
                executable: try context.tool(named: "EmbedFilesGenerator").url,
                arguments: [output.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
        ]
    }

    /// By name. Hidden files are somebody's backups.
    private static func files(in folder: URL, _ ending: String) throws -> [URL] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        // Listed by path, which keeps a link's own name.
        return try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".\(ending)") && !$0.hasPrefix(".") }
            .sorted().map { folder.appending(path: $0) }
    }
}
