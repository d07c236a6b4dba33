import { Select } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { text } from "../text/text.ts";
import { BellMark } from "../theme/bell-mark.tsx";
import { TourButton } from "../tour/tour-button.tsx";
import { ColorSchemeMenu } from "./color-scheme-menu.tsx";
import classes from "./header.module.css";
import { PaletteButton } from "./palette-button.tsx";
import { OperatorMenu } from "./operator-menu.tsx";
import { useSession } from "./use-app.ts";

export interface HeaderProps {
  readonly app: string;
  readonly onApp: (app: string) => void;
}

export function Header({ app, onApp }: HeaderProps) {
  const { apps } = useSession();
  return (
    <header className={classes["header"]}>
      <Link to="/" className={classes["brand"]} aria-label={text.brand}>
        <BellMark size={24} />
        <span className={classes["name"]}>{text.brand}</span>
      </Link>
      <nav aria-label={text.shell.navigation} className={classes["nav"]}>
        <Link to="/" activeOptions={{ exact: true, includeSearch: false }} className={classes["link"]}>
          {text.shell.overview}
        </Link>
        <Link to="/rules" activeOptions={{ includeSearch: false }} className={classes["link"]}>
          {text.shell.rules}
        </Link>
        <Link to="/weights" activeOptions={{ includeSearch: false }} className={classes["link"]}>
          {text.shell.weights}
        </Link>
        <Link to="/lists" activeOptions={{ includeSearch: false }} className={classes["link"]}>
          {text.shell.lists}
        </Link>
        <Link to="/data-sources" activeOptions={{ includeSearch: false }} className={classes["link"]}>
          {text.shell.dataSources}
        </Link>
        <Link to="/connect" activeOptions={{ includeSearch: false }} className={classes["link"]}>
          {text.shell.connect}
        </Link>
      </nav>
      <div className={classes["tools"]}>
        {apps.length > 1 && (
          <Select
            aria-label={text.shell.app}
            data={apps.map(({ name }) => name)}
            value={app}
            onChange={(name) => name !== null && onApp(name)}
            allowDeselect={false}
            size="xs"
            w={160}
          />
        )}
        <PaletteButton />
        <TourButton />
        <ColorSchemeMenu />
        <OperatorMenu />
      </div>
    </header>
  );
}
