import { dotnet } from './_framework/dotnet.js';

await dotnet.withApplicationArguments(...location.search.slice(1).split('&').filter(Boolean)).run();
console.log('END');
