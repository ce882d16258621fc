import TestSupport
import Foundation

/// A package outside this one that has the whole command for scenarios of its own, in one file.
enum OutsidePackage {
    /// Runs its command. It is built once.
    static func command(_ arguments: [String]) async throws -> Finished {
        try await finish([executable.value] + arguments)
    }

    /// Runs a shell script in a folder of its own, in which `$0` is its command.
    static func shell(_ script: String) async throws -> Finished {
        let program = try await executable.value
        return try await withTemporaryFolder { folder in
            try await finish(["/bin/sh", "-c", "cd '\(folder.path)'\n" + script, program])
        }
    }

    private static let executable = Task { try await build() }

    struct DoesNotBuild: Error, CustomStringConvertible {
        let description: String
    }

    /// Builds with a build folder beside the tests' own, where a second build finds what the first has compiled, and which
    /// nobody else locks.
    private static func build() async throws -> String {
        let scratch = try productsFolder().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "outside")
        let build = try await withTemporaryFolder { folder in
            try write(to: folder)
            return try await finish(
                ["swift", "build", "--package-path", folder.path, "--scratch-path", scratch.path],
                timeout: .seconds(1800))
        }
        guard build.status == 0 else { throw DoesNotBuild(description: build.output + build.errors) }
        return scratch.appending(path: "debug/outside").path
    }

    private static func write(to folder: URL) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let sources = folder.appending(path: "Sources/outside")
        try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
        try manifest(dependingOn: root.path)
            .write(to: folder.appending(path: "Package.swift"), atomically: true, encoding: .utf8)
        try main.write(to: sources.appending(path: "main.swift"), atomically: true, encoding: .utf8)
        // The versions that the tests themselves are built with, which need not be fetched again.
        try? FileManager.default.copyItem(
            at: root.appending(path: "Package.resolved"), to: folder.appending(path: "Package.resolved"))
    }

    private static func manifest(dependingOn path: String) -> String {
        """
        // swift-tools-version: 6.2
        import PackageDescription

        let package = Package(
            name: "outside",
            dependencies: [.package(name: "threadlanes", path: "\(path)")],
            targets: [
                .executableTarget(
                    name: "outside", dependencies: [.product(name: "Threadlanes", package: "threadlanes")],
                    swiftSettings: [.treatAllWarnings(as: .error)])
            ],
            swiftLanguageModes: [.v6]
        )
        """
    }
}
