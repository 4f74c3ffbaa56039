# shellcheck shell=sh
# Finds JDK 25; sourced by mvnw and lanewise. POSIX sh; runs no Java.

# resolve_link PATH: prints PATH with the symbolic links of its last component followed.
resolve_link() {
    link_path=$1
    while [ -h "$link_path" ]; do
        link_target=$(readlink "$link_path")
        case $link_target in
            /*) link_path=$link_target ;;
            *) link_path=$(dirname "$link_path")/$link_target ;;
        esac
    done
    printf '%s\n' "$link_path"
}

# is_jdk25 DIR: true where DIR has a compiler and its release file says version 25.
is_jdk25() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] \
        && grep -q '^JAVA_VERSION="25[".+-]' "$1/release"
}

# find_jdk25: prints the home of the first JDK 25, or returns 1. What the user has set comes first.
find_jdk25() {
    path_java=$(command -v java) && path_java=$(dirname "$(dirname "$(resolve_link "$path_java")")")
    for jdk in "${JAVA_HOME:-}" "${JDK_HOME:-}" "${path_java:-}" \
        /usr/lib/jvm/* /opt/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$jdk" ] && is_jdk25 "$jdk"; then
            printf '%s\n' "$jdk"
            return 0
        fi
    done
    return 1
}

# require_jdk25: sets JAVA_HOME to a JDK 25, or ends with status 69 ("service unavailable").
require_jdk25() {
    if ! JAVA_HOME=$(find_jdk25); then
        echo "Lanewise needs JDK 25 and found none in JAVA_HOME, on the PATH, or in the usual" \
            "folders: install one (for example temurin-25-jdk or openjdk-25-jdk) or set" \
            "JAVA_HOME to its folder." >&2
        exit 69
    fi
    export JAVA_HOME
}
