import Foundation
import PackagePlugin

/// Gives a module the texts of files as a value, `EmbeddedFiles.texts`, so that its binary needs no folder beside it.
///
/// Every file of a known folder is embedded: there is no list to keep. The folder has to be in the target's own, if only as a
/// link: there the build system watches what comes and goes, and asks this plugin again.
@main struct EmbedFiles: BuildToolPlugin {
    /// The folders that are looked for, and the ending of the files that are embedded from each.
    private static let folders = [
        "Notebook": "swift", "Classics": "swift", "themes": "toml", "Lessons": "toml", "Python": "py",
    ]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let files = Self.folders.sorted { $0.key < $1.key }.flatMap { folder, ending in
            Self.files(in: target.directoryURL.appending(path: folder), ending)
        }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(files.count) files in \(target.name)",
                executable: try context.tool(named: "EmbedFilesGenerator").url,
                arguments: [output.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
        ]
    }

    /// By name, those of folders in it too. Hidden files are somebody's backups.
    private static func files(in folder: URL, _ ending: String) -> [URL] {
        // Listed by path, which keeps a link's own name; what is no folder has nothing in it.
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else { return [] }
        return names.filter { !$0.hasPrefix(".") }.sorted().map { folder.appending(path: $0) }.flatMap {
            $0.pathExtension == ending ? [$0] : files(in: $0, ending)
        }
    }
}
