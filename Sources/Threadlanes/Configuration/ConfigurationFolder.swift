import Glibc

/// Where the user's own files are: `$XDG_CONFIG_HOME/threadlanes`, or `~/.config/threadlanes`
/// (XDG Base Directory Specification, 0.8).
package struct ConfigurationFolder: Hashable, Sendable {
    package let path: String

    /// nil where the environment names no home.
    package init?(environment: (String) -> String?) {
        // A relative path is to be ignored, says the specification.
        if let base = environment("XDG_CONFIG_HOME"), base.hasPrefix("/") {
            path = base + "/threadlanes"
        } else if let home = environment("HOME"), home.hasPrefix("/") {
            path = home + "/.config/threadlanes"
        } else {
            return nil
        }
    }

    /// That of this process.
    package static var current: ConfigurationFolder? {
        ConfigurationFolder { name in getenv(name).map { String(cString: $0) } }
    }

    package var settings: String { path + "/config.toml" }
    package var themes: String { path + "/themes" }
}
