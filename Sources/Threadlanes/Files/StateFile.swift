import FoundationEssentials

/// Something that is kept from one run of the program to the next: a small file of the user's.
///
/// A convenience: whatever is wrong with the file or its folder, nothing is remembered and nobody is troubled.
struct StateFile<Content: Codable & Equatable> {
    /// nil where there is no place for it.
    let file: URL?
    /// Where folders for it may be made, but not this one: whoever has no home is not to be given one.
    private let home: String?
    /// In bytes. Nothing that this program wrote is larger.
    private let sizeLimit: Int

    /// In `$XDG_STATE_HOME/threadlanes`, or in `~/.local/state/threadlanes` where that is not set to an absolute path, as the XDG Base
    /// Directory Specification says.
    init(
        _ name: String, environment: [String: String] = ProcessInfo.processInfo.environment,
        sizeLimit: Int = 4096
    ) {
        self.sizeLimit = sizeLimit
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        self.home = home
        file = (state ?? home.map { $0 + "/.local/state" }).map {
            URL(fileURLWithPath: $0, isDirectory: true).appending(path: "threadlanes/\(name)")
        }
    }

    /// Whether nothing was ever remembered, as far as is known.
    var isFirst: Bool { file.flatMap { FileStatus($0.path) } == nil }

    /// nil when nothing was remembered, or nothing that makes sense.
    func recall() -> Content? {
        guard let file, let status = FileStatus(file.path), status.isRegular, status.size <= sizeLimit,
            let data = try? Data(contentsOf: file)
        else { return nil }
        return try? JSONDecoder().decode(Content.self, from: data)
    }

    /// Replaces the file whole, so that two programs that write at a time leave what one of them wrote.
    func remember(_ content: Content) {
        guard let file, recall() != content, hasPlace(file),
            let data = try? JSONEncoder().encode(content), data.count <= sizeLimit
        else { return }
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try? FileReplacement.write(data, to: file.path)
    }

    private func hasPlace(_ file: URL) -> Bool {
        guard let home, file.path.hasPrefix(home.hasSuffix("/") ? home : home + "/") else { return true }
        return FileStatus(home)?.isFolder == true
    }
}
