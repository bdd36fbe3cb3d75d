# Sourced by ./mvnw, ./stopcode and bin/stopcode: sets and exports JAVA_HOME to a JDK (or JRE) that Stopcode runs on.
#   stopcode_find_java java    a runtime is enough
#   stopcode_find_java javac   a compiler is needed as well
# Looks at JAVA_HOME, at the `java` on the PATH, then at the folders where Linux, macOS, SDKMAN! and IDEs install JDKs.

STOPCODE_MIN_JAVA=21

# Prints the feature release of the Java installation in $1, or 0.
stopcode_java_release() {
  v=
  if [ -r "$1/release" ]; then
    v=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  elif [ -x "$1/bin/java" ]; then
    v=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  fi
  printf '%s\n' "${v:-0}"
}

stopcode_find_java() {
  found=
  best=0
  on_path=$(command -v java || true)
  if [ -n "$on_path" ]; then
    # /usr/bin/java is a chain of links on most systems
    on_path=$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")
    on_path=${on_path%/bin/java}
  fi
  for home in "${JAVA_HOME:-}" "$on_path"; do
    if [ -n "$home" ] && [ -x "$home/bin/$1" ] && [ "$(stopcode_java_release "$home")" -ge "$STOPCODE_MIN_JAVA" ]; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  set +f
  for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -x "$home/bin/$1" ] || continue
    release=$(stopcode_java_release "$home")
    if [ "$release" -ge "$STOPCODE_MIN_JAVA" ] && [ "$release" -gt "$best" ]; then
      found=$home
      best=$release
    fi
  done
  if [ -z "$found" ]; then
    {
      echo "stopcode: no JDK $STOPCODE_MIN_JAVA or newer found (JAVA_HOME is '${JAVA_HOME:-}', java on the PATH is '${on_path:-none}')."
      echo "Install one, for example Eclipse Temurin 25 or your system's openjdk package, or set JAVA_HOME to it."
    } >&2
    return 1
  fi
  JAVA_HOME=$found
  export JAVA_HOME
}
