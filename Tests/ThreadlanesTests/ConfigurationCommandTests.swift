import Testing

/// Configuration and themes as a shell sees them: `threadlanes/` in the script's folder is the user's.
@Suite struct ConfigurationCommandTests {
    @Test func `config prints what is in effect, as a file that config reads`() async throws {
        let run = try await shell(
            """
            mkdir threadlanes && echo 'speed = 3' > threadlanes/config.toml
            $threadlanes config --theme nord --no-mouse | tee first
            cp first threadlanes/config.toml && $threadlanes config > second
            grep -v '^#' first > a; grep -v '^#' second > b; cmp a b
            """)
        #expect(run.status == 0, "\(run.errors)")
        for line in ["theme = \"nord\"", "speed = 3.0", "mouse = false", "glyphs = \"auto\""] {
            #expect(run.lines.contains(line), "\(line)")
        }
    }

    @Test(arguments: ["config", "run lock --plain", "browse"])
    func `a bad configuration ends with 64 and its line, wherever it would be used`(
        _ command: String
    ) async throws {
        let run = try await shell(
            """
            mkdir threadlanes && printf 'mouse = true\\nspeed = "fast"\\n' > threadlanes/config.toml
            $threadlanes \(command)
            """)
        #expect(run.status == 64)
        #expect(run.errors.contains("config.toml:2: speed: expected a factor"))
        #expect(run.output.isEmpty)
    }

    @Test func `the configured speed and schedule are those of a run, the command line's before them`()
        async throws
    {
        let run = try await shell(
            """
            mkdir threadlanes && printf 'speed = "max"\\nschedule = "round-robin"\\n' > threadlanes/config.toml
            $threadlanes run lock --plain > configured && $threadlanes run lock --plain --seed 7 > seeded
            $threadlanes run lock --plain --speed max --schedule round-robin | cmp - configured
            $threadlanes run lock --plain --speed max --seed 7 | cmp - seeded
            """)
        #expect(run.status == 0, "\(run.output)")
    }

    @Test func `themes tells built-in ones from the user's, and what is wrong with those`() async throws {
        let run = try await shell(
            """
            mkdir -p threadlanes/themes && $threadlanes themes dark > threadlanes/themes/nord.toml
            echo '[palette]' > threadlanes/themes/bad.toml
            $threadlanes themes
            """)
        #expect(run.status == 64)
        #expect(run.lines.contains { $0.hasPrefix("dark ") && $0.hasSuffix("built-in") })
        #expect(run.lines.contains { $0.hasPrefix("nord ") && $0.hasSuffix("/themes/nord.toml") })
        #expect(run.errors.contains("/themes/bad.toml: expected a section [roles]"))
        let themes = try await threadlanes("themes")
        #expect(themes.status == 0)
        #expect(themes.lines.count >= 10)
    }

    @Test func `shells complete scenarios and themes`() async throws {
        let run = try await shell(
            """
            mkdir -p threadlanes/themes && touch threadlanes/themes/mine.toml
            PATH=$(dirname $threadlanes):$PATH
            $threadlanes --generate-completion-script bash > script
            exec bash -c '
                source ./script
                complete_words() {
                    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE} COMP_TYPE=9
                    COMPREPLY=()
                    _threadlanes threadlanes "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                    echo "${COMPREPLY[@]}"
                }
                complete_words threadlanes run lo
                complete_words threadlanes run lock --theme so
                complete_words threadlanes run lock --theme m'
            """)
        #expect(
            run.lines == [
                "logging lock lost-update lost-update-fixed lost-wakeup lost-wakeup-fixed",
                "solarized-dark solarized-light", "monochrome mine",
            ])
    }
}
